import { uuidV7 } from '@linli/shared/ids';
import { randomBytes } from './random';

/** The id of what this phone creates: kept until the server has answered, sent again with it. */
export const newId = (): string => uuidV7(Date.now(), randomBytes(10));
