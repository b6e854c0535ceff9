// Records a voice message in place of the composer's line; without a microphone it takes a file.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { length } from "../format";
import { type Recording, canRecord, measured, record } from "../recording";
import { sendFiles } from "../state/deeds";
import { t } from "../words";
import { useChat } from "./chat-context";
import { IconButton } from "./IconButton";

export function Recorder({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const running = useRef<Recording | null>(null);
  const state = useSignal<"asking" | "recording" | "unavailable">("asking");
  const seconds = useSignal(0);

  useEffect(() => {
    let left = false;
    const begin = async () => {
      if (!canRecord()) throw new Error("no recorder");
      const recording = await record();
      if (left) return void recording.finish(false);
      running.current = recording;
      state.value = "recording";
    };
    begin().catch(() => (state.value = "unavailable"));
    const timer = setInterval(() => state.peek() === "recording" && (seconds.value += 1), 1000);
    return () => {
      left = true;
      clearInterval(timer);
      void running.current?.finish(false);
    };
  }, []);

  const end = async (keep: boolean) => {
    const recording = running.current;
    running.current = null;
    const made = await recording?.finish(keep);
    onClose();
    if (made) await sendFiles(chat, [{ kind: "voice", file: made.file }], { duration: made.duration });
  };
  const sendFile = async (event: { currentTarget: HTMLInputElement }) => {
    const file = event.currentTarget.files?.[0];
    if (!file) return;
    onClose();
    await sendFiles(chat, [{ kind: "voice", file }], await measured(file));
  };
  return (
    <div class="composer-line recorder" role="group" aria-label={t("voice.label")}>
      <IconButton icon="trash" label={t("voice.discard")} onClick={() => void end(false)} />
      {state.value === "unavailable" ? (
        <label class="voice-file">
          <span>{t("voice.unavailable")}</span>
          <input type="file" accept="audio/*,.ogg,.oga" data-testid="pick-voice" onChange={(event) => void sendFile(event)} />
        </label>
      ) : (
        <>
          <span class="record-dot" aria-hidden="true" />
          <span class="record-time" role="timer">
            {state.value === "asking" ? t("voice.asking") : length(seconds.value)}
          </span>
        </>
      )}
      {state.value === "recording" && <IconButton icon="send" label={t("voice.send")} accent onClick={() => void end(true)} />}
    </div>
  );
}
