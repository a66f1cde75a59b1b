/** What the templates say, as they are registered with the gateway; `{name}` is a parameter. */
const TEMPLATES = new Map<string, string>([
  ['sign_in_code', '您的登录验证码是 {code}，{minutes} 分钟内有效，请勿告诉他人。'],
  ['order_filled', '{name}您好，家人或社区为您预约的“{item}”已安排好：{when}，由 {who} 为您服务。有疑问请致电 {phone}。'],
]);

/** The message as it stands on the phone; an unknown template shows its parameters. */
export function smsText(template: string, parameters: Readonly<Record<string, string>>): string {
  const words = TEMPLATES.get(template);
  if (words === undefined) return `${template} ${JSON.stringify(parameters)}`;
  return words.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(parameters, name) ? (parameters[name] ?? '') : ''));
}
