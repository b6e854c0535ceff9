// The open phones, side by side.
import type { Bot } from "../api/control";
import { MOST_PHONES, citizens, newcomerSheet, openIds } from "../state/phones";
import { t } from "../words";
import { AddPhone } from "./AddPhone";
import { Nothing } from "./Nothing";
import { Phone } from "./Phone";

export function Shelf({ bot }: { bot: Bot }) {
  const shown = openIds.value.flatMap((id) => citizens.value.find((citizen) => citizen.id === id) ?? []);
  if (!shown.length) {
    return (
      <Nothing
        title={t("page.no-phones")}
        text={t("page.no-phones-hint")}
        action={t("menu.add-citizen")}
        onAction={() => (newcomerSheet.value = true)}
      />
    );
  }
  return (
    <div class={`shelf holds-${shown.length}`}>
      {shown.map((citizen) => (
        <Phone key={`${citizen.id}:${bot.id}`} citizen={citizen} bot={bot} />
      ))}
      {shown.length < MOST_PHONES && <AddPhone />}
    </div>
  );
}
