import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, ActorSource } from './actor.js';
import { DomainError } from './errors.js';
import { RateLimits } from './rate-limits.js';
import { AccessTokens } from './tokens.js';
import { hashOf, type WriteCall } from './writes.js';

export type LinliRequest = FastifyRequest & { actor?: Actor | null };

export const PUBLIC = 'linli:public';
export interface PublicOptions {
  /** Sign-in routes do not look at a token at all: an old one on the phone must not stop a new sign-in. */
  ignoreToken?: boolean;
}
/** An open route. A token that is sent must still be good: the actor is then known there too. */
export const Public = (options: PublicOptions = {}): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, options);

const signInFirst = () => new DomainError('unauthenticated', 'sign_in_required', '请先登录。');
const sessionOver = () => new DomainError('unauthenticated', 'session_over', '登录已过期，请重新登录。');

@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    private readonly actors: ActorSource,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const open = this.reflector.getAllAndOverride<PublicOptions | undefined>(PUBLIC, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<LinliRequest>();
    request.actor = open?.ignoreToken ? null : await this.actorOf(request);
    if (request.actor) this.limits.account(request.actor.personId, request.method);
    if (!open && !request.actor) throw signInFirst();
    return true;
  }

  private async actorOf(request: LinliRequest): Promise<Actor | null> {
    const header = request.headers.authorization;
    if (!header) return null;
    const claims = this.tokens.read(header);
    const actor = claims && (await this.actors.load(claims));
    if (!actor) throw sessionOver();
    return actor;
  }
}

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<LinliRequest>();
const actorNow = (context: ExecutionContext): Actor => {
  const { actor } = requestOf(context);
  if (!actor) throw signInFirst();
  return actor;
};

/** The signed-in person. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorNow(context));
/** Who is signed in on an open route, null for a guest. */
export const Perhaps = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => requestOf(context).actor ?? null);
/** Whoever asks an open route, null for a guest. */
export const MaybeMe = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => requestOf(context).actor ?? null);
/** A write: who, under which Idempotency-Key, with what content. */
export const Call = createParamDecorator((_: unknown, context: ExecutionContext): WriteCall => {
  const request = requestOf(context);
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  const key = request.headers['idempotency-key'];
  return {
    actor: actorNow(context),
    key: typeof key === 'string' ? key : null,
    route: `${request.method} ${request.url}`,
    bodyHash: hashOf(request.body ?? null),
    requestId: request.id,
    repeated: () => void reply.status(200),
  };
});
