import { Param, ParseUUIDPipe } from '@nestjs/common';
import { notFound } from './errors.js';

/** The `:id` of a route. What is no uuid names nothing: 404, like everything that is not there. */
export const Id = (): ParameterDecorator => Param('id', new ParseUUIDPipe({ exceptionFactory: () => notFound() }));
