// A photo as large as the phone allows.
import { t } from "../words";
import { Icon } from "./Icon";
import { Sheet } from "./Sheet";

export function PictureSheet({ address, name, onClose }: { address: string; name: string; onClose: () => void }) {
  return (
    <Sheet title={t("kind.photo")} onClose={onClose} tall>
      <div class="large-picture">
        <img src={address} alt={t("kind.photo")} />
      </div>
      <a class="wide-button quiet" href={`${address}?download=1`} download={name}>
        <Icon name="download" />
        {t("media.download")}
      </a>
    </Sheet>
  );
}
