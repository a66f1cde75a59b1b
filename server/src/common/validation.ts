import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { DomainError } from './errors.js';
import { asTyped } from './typed-text.js';
import { sentenceFor } from './validation-sentences.js';

/**
 * `null` for something optional means it was left out, at the top and inside: class-validator lets it pass, and no service should meet it.
 * In a list it keeps its place, and is refused there.
 */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  // Parsed from JSON or a form, its depth already limited; anything else stays what it is.
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  // What every object has the validators take for known, and a number that is made of an own `toString` throws; any other field too many is refused.
  if (Object.keys(value).some((key) => key in Object.prototype)) throw new DomainError('invalid', 'invalid_input', '提交的内容格式不对。');
  const given = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(given.map(([key, part]): [string, unknown] => [key, withoutNulls(part)]));
}

class InputPipe extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // No route takes a list as its body; item by item the sentences would lack the numbers of their DTO.
    if (metadata.type === 'body' && Array.isArray(value)) throw new DomainError('invalid', 'invalid_input', '提交的内容格式不对。');
    const typed = metadata.type === 'body' ? asTyped(value) : value;
    return super.transform(metadata.type === 'custom' || Array.isArray(typed) ? typed : withoutNulls(typed), metadata);
  }
}

/** Whitelisted DTOs only; every refusal is a Chinese sentence per field. */
export const validationPipe = (): ValidationPipe =>
  new InputPipe({
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
