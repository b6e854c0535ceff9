// One chosen file: its picture if it has one, else its name and size.
import { useEffect, useMemo } from "preact/hooks";

import { size } from "../format";
import { Icon } from "./Icon";

export function FilePreview({ file, plain }: { file: File; plain: boolean }) {
  const address = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  if (!plain && file.type.startsWith("image/")) {
    return (
      <li class="preview">
        <img src={address} alt={file.name} />
      </li>
    );
  }
  if (!plain && file.type.startsWith("video/")) {
    return (
      <li class="preview">
        <video src={address} muted playsInline aria-label={file.name} />
      </li>
    );
  }
  return (
    <li class="preview-line">
      <span class="file-mark">
        <Icon name="file" />
      </span>
      <span class="file-words">
        <b>{file.name}</b>
        <small>{size(file.size)}</small>
      </span>
    </li>
  );
}
