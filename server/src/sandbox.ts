import { SystemClock } from './common/clock.js';
import { readConfig } from './config.js';
import { startSandbox } from './integrations/sandbox.js';

const clock = new SystemClock();
const { wechat, sms, sandboxPort: port } = readConfig();
const sandbox = await startSandbox({
  appId: wechat.appId,
  appSecret: wechat.secret,
  smsKey: sms.key,
  now: () => clock.now().getTime(),
  port,
});
console.log(`微信与短信沙箱：${sandbox.origin}
  WECHAT_API_BASE=${sandbox.origin}/wechat
  SMS_GATEWAY_URL=${sandbox.origin}/sms
  短信内容：${sandbox.origin}/sms`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void sandbox.stop().then(() => process.exit(0)));
