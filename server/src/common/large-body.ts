import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    bodyLimit?: number;
  }
}

export const MEBIBYTE = 1024 * 1024;

/** This route takes a JSON body above the general limit: an import, for those who may do it. */
export const LargeBody = (bytes: number): MethodDecorator => RouteConfig({ bodyLimit: bytes });

/** Nest hands a route's `config` to Fastify, but not its body limit. */
export function allowLargeBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const limit = route.config?.bodyLimit;
    if (limit !== undefined) route.bodyLimit = limit;
  });
}
