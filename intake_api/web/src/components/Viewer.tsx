import { viewed } from "../state/viewer";
import { Later } from "./Later";

/** The photo that fills the screen. A bundle of its own, fetched with the first photo opened. */
export function Viewer() {
  if (viewed.value === null) return null;
  return (
    <Later fetch={fetchGallery} meanwhile={null}>
      {({ Gallery }) => viewed.value && <Gallery id={viewed.value} />}
    </Later>
  );
}

async function fetchGallery() {
  const fetched = await import("../media");
  await fetched.prepare();
  return fetched;
}
