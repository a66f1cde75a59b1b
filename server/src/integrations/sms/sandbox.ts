import { smsText } from './templates.js';

export interface SandboxMessage {
  at: string;
  phone: string;
  template: string;
  parameters: Record<string, string>;
  /** As it would have stood on the phone. */
  text: string;
}
const KEPT = 200;

/** An SMS gateway that sends nothing: what would have been sent can be read. The number 13000000009 always fails. */
export class SmsSandbox {
  readonly messages: SandboxMessage[] = [];

  constructor(private readonly now: () => number) {}

  accept(message: { phone?: unknown; template?: unknown; parameters?: unknown }): boolean {
    const { phone, template, parameters } = message;
    if (typeof phone !== 'string' || typeof template !== 'string' || typeof parameters !== 'object' || parameters === null) return false;
    if (phone === '13000000009') return false;
    const filled = parameters as Record<string, string>;
    this.messages.push({ at: new Date(this.now()).toISOString(), phone, template, parameters: filled, text: smsText(template, filled) });
    if (this.messages.length > KEPT) this.messages.shift();
    return true;
  }

  page(): string {
    const cell = (text: string) => `<td>${text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`)}</td>`;
    const rows = this.messages.toReversed().map((m) => `<tr>${[m.at, m.phone, m.text].map(cell).join('')}</tr>`);
    return `<!doctype html><meta charset="utf-8"><title>短信沙箱</title><h1>短信沙箱</h1>
<p>这里显示本应发出的短信，最新的在最上面。</p><table border="1" cellpadding="6">${rows.join('')}</table>`;
  }
}
