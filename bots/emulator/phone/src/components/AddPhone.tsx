// The empty place beside the phones: put another citizen there.
import { closedCitizens, fullName, newcomerSheet, openPhone } from "../state/phones";
import { t } from "../words";
import { Avatar } from "./Avatar";
import { Icon } from "./Icon";

export function AddPhone() {
  return (
    <aside class="add-phone" aria-label={t("menu.add-citizen")}>
      <button type="button" class="choice" onClick={() => (newcomerSheet.value = true)}>
        <span class="avatar hollow">
          <Icon name="plus" />
        </span>
        <b>{t("menu.add-citizen")}</b>
      </button>
      {closedCitizens.value.map((citizen) => (
        <button key={citizen.id} type="button" class="choice" onClick={() => openPhone(citizen.id)}>
          <Avatar name={fullName(citizen)} seed={citizen.id} />
          <span class="file-words">
            <b>{fullName(citizen)}</b>
            <small>{citizen.phone_number}</small>
          </span>
        </button>
      ))}
    </aside>
  );
}
