import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SmsSandbox } from './sms/sandbox.js';
import { HUNG_UP, type SandboxReply, WechatSandbox } from './wechat/sandbox.js';

export interface Sandbox {
  origin: string;
  wechat: WechatSandbox;
  sms: SmsSandbox;
  stop(): Promise<void>;
}
export interface SandboxSettings {
  appId: string;
  appSecret: string;
  smsKey: string;
  now: () => number;
  port?: number;
}
const BODY_BYTES = 20_000;

/** WeChat and the SMS gateway as one real HTTP server: `/wechat/…`, `/sms/…`; what was “sent” is shown at `/sms` and `/wechat/messages`. */
export async function startSandbox(settings: SandboxSettings): Promise<Sandbox> {
  const wechat = new WechatSandbox(settings.now, settings.appId, settings.appSecret);
  const sms = new SmsSandbox(settings.now);
  const server = createServer((request, response) => {
    void answer(request, wechat, sms, settings.smsKey)
      .catch((): SandboxReply => ({ status: 400, body: { error: 'bad request' } }))
      .then(({ status, body }) => {
        if (status === HUNG_UP.status) return void request.socket.destroy();
        const isPage = typeof body === 'string';
        response.writeHead(status, { 'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8' });
        response.end(isPage ? body : JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(settings.port ?? 0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, wechat, sms, stop: () => closed(server) };
}

async function answer(request: IncomingMessage, wechat: WechatSandbox, sms: SmsSandbox, smsKey: string): Promise<SandboxReply> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /wechat/sns/jscode2session') return wechat.codeToSession(url.searchParams);
  if (route === 'POST /wechat/cgi-bin/stable_token') return wechat.stableToken(await bodyOf(request));
  if (route === 'POST /wechat/wxa/business/getuserphonenumber') return wechat.phoneNumber(url.searchParams, await bodyOf(request));
  if (route === 'POST /wechat/cgi-bin/message/subscribe/send') return wechat.subscribeMessage(url.searchParams, await bodyOf(request));
  if (route === 'POST /sms/messages') {
    if (request.headers.authorization !== `Bearer ${smsKey}`) return { status: 401, body: { error: 'bad key' } };
    return sms.accept(await bodyOf(request)) ? { status: 202, body: { accepted: true } } : { status: 502, body: { error: 'not sent' } };
  }
  if (route === 'GET /sms/messages') {
    const phone = url.searchParams.get('phone');
    return { status: 200, body: sms.messages.filter((m) => !phone || m.phone === phone) };
  }
  if (route === 'GET /wechat/messages') return { status: 200, body: wechat.letters };
  if (route === 'GET /sms' || route === 'GET /') return { status: 200, body: sms.page() };
  return { status: 404, body: { error: 'not found' } };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, never>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) throw new Error('too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, never>;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
