import { dayOf, dayTextOf, startOfDay } from '@linli/shared/calendar';
import { DIGEST_ABOVE, MESSAGE_TOPIC_LABELS, type MessageTopic, type TemplateKey } from '@linli/shared/notifications';

/** What a WeChat message is made of; kept with the message until it is sent. */
export interface LetterFacts {
  template: TemplateKey;
  /** number of the matter, may be empty */
  no: string;
  what: string;
  phrase: string;
  /** when it happened, or when it begins or is due: milliseconds */
  at: number;
  hint: string;
}

/** 2026年3月9日 08:05, as WeChat's `time` fields want it. */
export function timeField(at: number): string {
  const [year, month, day] = dayTextOf(at).split('-').map(Number);
  const minute = Math.floor((at - startOfDay(dayOf(at))) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}年${month}月${day}日 ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

type Fields = Record<string, string>;
/** Template → the fields it must have in WeChat's console. deployment.md names them. */
const FIELDS: Record<TemplateKey, (facts: LetterFacts) => Fields> = {
  progress: (f) => ({ character_string1: f.no, thing2: f.what, phrase3: f.phrase, time4: timeField(f.at), thing5: f.hint }),
  task: (f) => ({ character_string1: f.no, thing2: f.what, phrase3: f.phrase, time4: timeField(f.at), thing5: f.hint }),
  late: (f) => ({ character_string1: f.no, thing2: f.what, phrase3: f.phrase, time4: timeField(f.at), thing5: f.hint }),
  accepted: (f) => ({ character_string1: f.no, thing2: f.what, time3: timeField(f.at), thing4: f.hint }),
  soon: (f) => ({ character_string1: f.no, thing2: f.what, time3: timeField(f.at), thing4: f.hint }),
  rate: (f) => ({ character_string1: f.no, thing2: f.what, time3: timeField(f.at), thing4: f.hint }),
  review: (f) => ({ thing1: f.what, phrase2: f.phrase, time3: timeField(f.at), thing4: f.hint }),
};
export const fieldsOf = (facts: LetterFacts): Fields => FIELDS[facts.template](facts);

/** 您有 5 条新消息: in the template of the newest of them. */
export const digestFacts = (newest: LetterFacts, topic: MessageTopic, count: number): LetterFacts => ({
  ...newest,
  no: String(count),
  what: MESSAGE_TOPIC_LABELS[topic],
  phrase: '新消息',
  hint: `您有 ${count} 条新消息`,
});

export interface Due {
  urgent: boolean;
}
export interface Sorting<T> {
  single: T[];
  digest: T[];
  /** Too many in this hour already: they go together when it is over. */
  wait: T[];
}
/** What of one topic goes out now, and how. `sent` is how many WeChat messages of the topic went out within the window. */
export function sorted<T extends Due>(due: readonly T[], sent: number, digest: boolean): Sorting<T> {
  const urgent = due.filter((one) => one.urgent);
  const rest = due.filter((one) => !one.urgent);
  if (!digest) return { single: [...due], digest: [], wait: [] };
  if (rest.length > DIGEST_ABOVE) return { single: urgent, digest: rest, wait: [] };
  const room = Math.max(0, DIGEST_ABOVE - sent);
  if (rest.length <= room) return { single: [...urgent, ...rest], digest: [], wait: [] };
  return { single: urgent, digest: [], wait: rest };
}
