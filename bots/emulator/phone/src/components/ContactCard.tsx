// A shared contact.
import type { Contact } from "../api/telegram";
import { Avatar } from "./Avatar";

export function ContactCard({ contact }: { contact: Contact }) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return (
    <div class="contact">
      <Avatar name={name} seed={contact.user_id ?? 3} />
      <span class="file-words">
        <b>{name}</b>
        <a href={`tel:${contact.phone_number}`}>{contact.phone_number}</a>
      </span>
    </div>
  );
}
