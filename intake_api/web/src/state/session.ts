// Who sits here: undefined until asked, null when nobody is signed in.
import { effect, signal } from "@preact/signals";

import { indebtedAnswers, Refusal, signedOutAnswers } from "../api/http";
import * as api from "../api/session";
import { isLanguage, language, switchLanguage } from "../texts/texts";
import type { Language, Session, User } from "../types";

export const user = signal<User | null | undefined>(undefined);
/** What this person must do before anything else. */
export const owes = signal<Session["owes"]>(null);
/** The API did not answer when we first asked who sits here. */
export const unreachable = signal(false);

export async function askWhoIsHere(): Promise<void> {
  try {
    await welcome(await api.fetchSession());
    unreachable.value = false;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) user.value = null;
    else unreachable.value = true;
  }
}

export async function signIn(login: string, password: string, code: string | null): Promise<void> {
  await welcome(await api.signIn(login, password, code));
}

/** A full reload afterwards: nothing a citizen said stays in this tab's memory. */
export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined);
  sessionStorage.clear();
  location.assign("/");
}

let chosenBeforeSignIn = false;

export async function chooseLanguage(wanted: Language): Promise<void> {
  await switchLanguage(wanted);
  if (user.peek()) await api.saveLanguage(wanted).catch(() => undefined);
  else chosenBeforeSignIn = true;
}

/** The account's language, unless another was chosen on the sign-in page: then that is the account's. */
async function welcome({ user: someone, owes: owed }: Session): Promise<void> {
  owes.value = owed;
  user.value = someone;
  if (someone.locale === language.peek()) return;
  if (chosenBeforeSignIn) await api.saveLanguage(language.peek()).catch(() => undefined);
  else if (isLanguage(someone.locale)) await switchLanguage(someone.locale);
}

let debtsSeen = indebtedAnswers.peek();
effect(() => {
  if (indebtedAnswers.value === debtsSeen) return;
  debtsSeen = indebtedAnswers.value;
  void askWhoIsHere();
});

let answersSeen = signedOutAnswers.peek();
effect(() => {
  if (signedOutAnswers.value === answersSeen) return;
  answersSeen = signedOutAnswers.value;
  user.value = null;
});
