#pragma once

#include <com/sun/star/uno/Exception.hpp>
#include <rtl/string.hxx>

#include <boost/test/unit_test.hpp>
#include <boost/test/unit_test_monitor.hpp>

namespace solieu::support {

/// Makes Boost.Test say the message of a UNO exception instead of "unknown type"; use as a global fixture.
struct UnoExceptions {
  UnoExceptions() {
    boost::unit_test::unit_test_monitor.register_exception_translator<css::uno::Exception>(
        [](const css::uno::Exception &error) {
          BOOST_ERROR("UNO exception: " << rtl::OUStringToOString(error.Message, RTL_TEXTENCODING_UTF8).getStr());
        });
  }
};

} // namespace solieu::support
