#pragma once

#include <com/sun/star/uno/Exception.hpp>
#include <com/sun/star/uno/RuntimeException.hpp>
#include <com/sun/star/uno/XInterface.hpp>
#include <rtl/ustring.hxx>

#include <exception>
#include <utility>

namespace solieu::border {

/// The sentence of whatever is being handled now; only inside a catch block.
[[nodiscard]] rtl::OUString current_sentence();

/// Runs the body of a UNO method: UNO exceptions pass, everything else becomes css::uno::RuntimeException with the
/// sentence. No other exception ever crosses the border.
template <typename Body> auto guarded(const css::uno::Reference<css::uno::XInterface> &context, Body &&body) {
  try {
    return std::forward<Body>(body)();
  } catch (const css::uno::Exception &) {
    throw;
  } catch (...) {
    throw css::uno::RuntimeException(current_sentence(), context);
  }
}

} // namespace solieu::border
