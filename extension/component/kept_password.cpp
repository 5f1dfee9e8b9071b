#include "component/kept_password.hpp"

#include "border/text.hpp"

#include <com/sun/star/task/InteractionHandler.hpp>
#include <com/sun/star/task/PasswordContainer.hpp>

namespace solieu::component {

std::optional<std::string> kept_password(const model::SourceSettings &settings,
                                         const css::uno::Reference<css::uno::XComponentContext> &context) {
  const auto container = css::task::PasswordContainer::create(context);
  const css::uno::Reference<css::task::XInteractionHandler> asks_master_password(
      css::task::InteractionHandler::createWithParent(context, nullptr).get());
  const auto found = container->findForName(border::to_oustring("solieu:" + settings.alias),
                                            border::to_oustring(settings.server.user), asks_master_password);
  for (const auto &user : found.UserList)
    if (user.Passwords.hasElements())
      return border::to_utf8(user.Passwords[0]);
  return std::nullopt;
}

} // namespace solieu::component
