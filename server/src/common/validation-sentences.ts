import type { ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { FIELD_LABELS } from './field-labels.js';

type Args = readonly unknown[];
const SENTENCES = new Map<string, (label: string, args: Args) => string>([
  ['isDefined', (l) => `请填写${l}`],
  ['isNotEmpty', (l) => `请填写${l}`],
  ['isString', (l) => `${l}应为文字`],
  ['isNumber', (l) => `${l}应为数字`],
  ['isInt', (l) => `${l}应为整数`],
  ['isBoolean', (l) => `${l}只能是“是”或“否”`],
  ['isArray', (l) => `${l}应为列表`],
  ['isObject', (l) => `${l}的格式不对`],
  ['isIn', (l) => `${l}不在可选范围内`],
  ['isEnum', (l) => `${l}不在可选范围内`],
  ['isUuid', (l) => `${l}的编号格式不对`],
  ['isClientId', (l) => `${l}的编号格式不对`],
  ['isISO8601', (l) => `${l}的时间格式不对`],
  ['isIso8601', (l) => `${l}的时间格式不对`],
  ['isDateString', (l) => `${l}的时间格式不对`],
  ['isUrl', (l) => `${l}不是有效的网址`],
  ['matches', (l) => `${l}的格式不对`],
  ['min', (l, [least]) => `${l}不能小于 ${String(least)}`],
  ['max', (l, [most]) => `${l}不能大于 ${String(most)}`],
  ['isPositive', (l) => `${l}必须大于 0`],
  ['minLength', (l, [least]) => `${l}至少 ${String(least)} 个字`],
  ['maxLength', (l, [most]) => `${l}最多 ${String(most)} 个字`],
  ['isLength', (l, [least, most]) => lengthSentence(l, least, most)],
  ['arrayMinSize', (l, [least]) => `${l}至少 ${String(least)} 项`],
  ['arrayMaxSize', (l, [most]) => `${l}最多 ${String(most)} 项`],
  ['arrayNotEmpty', (l) => `${l}不能为空`],
  ['arrayUnique', (l) => `${l}有重复`],
  ['nestedValidation', (l) => `${l}的格式不对`],
  ['whitelistValidation', (l) => `不接受“${l}”这一项`],
  ['unknownValue', () => '提交的内容格式不对'],
]);

/** The Chinese sentence for what is wrong with one field. A message that its DTO wrote in Chinese is kept. */
export function sentenceFor(error: ValidationError): string {
  const [constraint, message] = Object.entries(error.constraints ?? {})[0] ?? ['', ''];
  if (/\p{Script=Han}/u.test(message)) return message;
  const label = labelOf(error, constraint);
  const sentence = SENTENCES.get(constraint);
  return `${sentence ? sentence(label, argsOf(error, constraint)) : `${label}填写有误`}。`;
}

/** A field that is missing altogether fails its first check of type: that is “please fill in”, not “must be text”. */
function labelOf(error: ValidationError, constraint: string): string {
  if (constraint === 'whitelistValidation') return error.property.slice(0, 40);
  return FIELD_LABELS.get(error.property) ?? (/^\d+$/.test(error.property) ? `第 ${Number(error.property) + 1} 项` : '此项');
}

function argsOf(error: ValidationError, constraint: string): Args {
  if (!error.target) return [];
  const found = getMetadataStorage()
    .getTargetValidationMetadatas(error.target.constructor, '', false, false)
    .find((m) => m.propertyName === error.property && m.name === constraint);
  return (found?.constraints as Args | undefined) ?? [];
}

function lengthSentence(label: string, least: unknown, most: unknown): string {
  if (typeof most !== 'number') return `${label}至少 ${String(least)} 个字`;
  return least === most ? `${label}应为 ${most} 个字` : `${label}应为 ${String(least)}–${most} 个字`;
}
