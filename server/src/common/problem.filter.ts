import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './errors.js';
import { problemOf } from './problem.js';

/** Every refusal and failure leaves the server through here as problem+json. Nothing of the inside (SQL, stack, path) is in the answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { body, retryAfterSeconds } = problemOf(error, request.id);
    if (body.status === 503 || (error instanceof DomainError && body.status > 503))
      this.log.warn({ requestId: request.id, code: body.code });
    else if (body.status >= 500) {
      const what = error instanceof Error ? error : new Error(String(error));
      this.log.error({ requestId: request.id, code: body.code, error: what.name, message: what.message }, what.stack);
    }
    if (reply.sent || reply.raw.headersSent) return;
    if (retryAfterSeconds) reply.header('retry-after', String(retryAfterSeconds));
    // Helmet and the rest of the headers are set by hooks that ran before.
    reply.header('cache-control', 'no-store');
    void reply.status(body.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(body));
  }
}
