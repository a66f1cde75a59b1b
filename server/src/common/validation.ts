import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from './errors.js';
import { sentenceFor } from './validation-sentences.js';

/** Whitelisted DTOs only; every refusal is a Chinese sentence per field. */
export const validationPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: true, value: false },
    exceptionFactory: (errors) => {
      const fields: Record<string, string> = Object.fromEntries(errors.flatMap((error) => sentences(error, '')));
      const [first] = Object.values(fields);
      return new DomainError('invalid', 'invalid_input', first ?? '填写的内容有误，请检查后再试。', { fields });
    },
  });

function sentences(error: ValidationError, prefix: string): [path: string, sentence: string][] {
  const path = prefix ? `${prefix}.${error.property}` : error.property;
  const own: [string, string][] = error.constraints ? [[path, sentenceFor(error)]] : [];
  return [...own, ...(error.children ?? []).flatMap((child) => sentences(child, path))];
}
