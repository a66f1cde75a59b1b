import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, from, mergeMap, type Observable, throwError } from 'rxjs';
import type { LinliRequest } from '../../common/auth.guard.js';
import { DomainError } from '../../common/errors.js';
import { EventsService } from './events.service.js';

/** What somebody tried and may not (403) is kept for the auditor, in a transaction of its own: the act's own has been rolled back. */
@Injectable()
export class RefusalsInterceptor implements NestInterceptor {
  constructor(private readonly events: EventsService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof DomainError) || error.kind !== 'forbidden') return throwError(() => error);
        const request = context.switchToHttp().getRequest<LinliRequest>();
        const subject = ['route', `${request.method} ${request.routeOptions.url ?? ''}`] as const;
        const data = { code: error.code, ...(request.params as Record<string, string>) };
        const recorded = this.events.refused({ subject, action: 'refused', actor: request.actor ?? null, areaCode: null, data });
        return from(recorded.catch(() => null)).pipe(mergeMap(() => throwError(() => error)));
      }),
    );
  }
}
