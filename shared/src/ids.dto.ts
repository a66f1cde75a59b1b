import { Matches, type ValidationOptions } from 'class-validator';
import { CLIENT_ID_PATTERN } from './ids.js';

/** An id made by the client (uuid v4 or v7, lower case): the idempotency key of what it creates. */
export const IsClientId = (options?: ValidationOptions) => Matches(CLIENT_ID_PATTERN, { message: '编号格式不对', ...options });
