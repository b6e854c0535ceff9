import type { Announcement, Labels, QrPlace, WholeCategory } from "../types";
import { call } from "./http";

const categoryAt = (code: string): string => `/v1/admin/categories/${encodeURIComponent(code)}`;
const placeAt = (code: string): string => `/v1/admin/places/${encodeURIComponent(code)}`;

export const fetchCategory = (code: string): Promise<WholeCategory> => call(categoryAt(code));

export const putCategory = (category: WholeCategory): Promise<WholeCategory> =>
  call(categoryAt(category.code), { method: "PUT", body: category });

export const retireCategory = (code: string): Promise<void> => call(categoryAt(code), { method: "DELETE" });

export const fetchPlaces = async (): Promise<QrPlace[]> => (await call<{ items: QrPlace[] }>("/v1/admin/places")).items;

export const putPlace = (place: QrPlace): Promise<QrPlace> => call(placeAt(place.code), { method: "PUT", body: place });

export const retirePlace = (code: string): Promise<void> => call(placeAt(code), { method: "DELETE" });

export const fetchAnnouncements = async (): Promise<Announcement[]> =>
  (await call<{ items: Announcement[] }>("/v1/announcements")).items;

export const postAnnouncement = (texts: Labels, idempotencyKey: string): Promise<void> =>
  call("/v1/announcements", { method: "POST", body: { texts }, idempotencyKey });
