// The parts of Bot API 10 objects that a phone shows. Field names are Telegram's own.

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

export interface FileRef {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
}

export interface PhotoSize extends FileRef {
  width: number;
  height: number;
}

export interface Media extends FileRef {
  duration?: number;
  width?: number;
  height?: number;
  file_name?: string;
  mime_type?: string;
  title?: string;
  performer?: string;
}

export interface Place {
  latitude: number;
  longitude: number;
  horizontal_accuracy?: number;
  live_period?: number;
  heading?: number;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
  user_id?: number;
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  copy_text?: { text: string };
  switch_inline_query_current_chat?: string;
  style?: string;
}

export interface ReplyButton {
  text: string;
  request_contact?: boolean;
  request_location?: boolean;
}

export interface ReplyKeyboard {
  keyboard: (ReplyButton | string)[][];
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  is_persistent?: boolean;
  input_field_placeholder?: string;
}

export interface ChatInfo {
  title?: string;
  first_name?: string;
}

/** Where a forwarded message comes from: one of four shapes. */
export interface Origin {
  type: string;
  sender_user?: User;
  sender_user_name?: string;
  sender_chat?: ChatInfo;
  chat?: ChatInfo;
}

export interface Reaction {
  type: string;
  emoji?: string;
}

/** What an inline query was answered with. */
export interface InlineResult {
  id: string;
  type: string;
  title?: string;
  description?: string;
}

export interface Message {
  message_id: number;
  date: number;
  edit_date?: number;
  from?: User;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  media_group_id?: string;
  photo?: PhotoSize[];
  video?: Media;
  animation?: Media;
  voice?: Media;
  audio?: Media;
  video_note?: Media;
  document?: Media;
  sticker?: Media & { emoji?: string };
  location?: Place;
  venue?: { location: Place; title: string; address: string };
  contact?: Contact;
  dice?: { emoji: string; value: number };
  poll?: { question: string; options: { text: string }[] };
  forward_origin?: Origin;
  via_bot?: User;
  has_protected_content?: boolean;
  reply_to_message?: Message;
  quote?: { text: string };
  reply_markup?: { inline_keyboard?: InlineButton[][] };
}

export interface Command {
  command: string;
  description: string;
}
