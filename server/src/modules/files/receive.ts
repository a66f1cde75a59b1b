import { PHOTO_MAX_BYTES } from '@linli/shared/files';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, invalidField } from '../../common/errors.js';
import { refuseHostileText } from '../../common/hostile-text.js';
import { asDomain } from '../../integrations/storage/disk-storage.js';

/** What came: the photo in a file of its own, named by nobody but us, and the text fields beside it. */
export interface Received {
  path: string;
  sha256: string;
  fields: Record<string, string>;
}

const LIMITS = { fileSize: PHOTO_MAX_BYTES, files: 2, fields: 10, fieldNameSize: 50, fieldSize: 1000, parts: 12 };
/** The form around the photo. */
const FORM_BYTES = 20_000;
/** Up to here an honest phone with too large a photo is heard out and gets its answer; beyond, the line is cut. */
const PATIENCE_BYTES = 3 * PHOTO_MAX_BYTES;

/** Reads the form to the end, then hands it to `work`; the file is gone afterwards whatever happened. */
export async function receiving<T>(request: FastifyRequest, folder: string, work: (received: Received) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw new DomainError('invalid', 'not_a_form', '请用表单上传照片。');
  // without a length the sender could go on for ever after we stopped keeping
  const announced = Number(request.headers['content-length'] ?? Infinity);
  if (announced > PATIENCE_BYTES + FORM_BYTES) throw tooLarge();
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    return await work(await receive(request, path));
  } catch (error) {
    // the phone is gone: nobody reads this answer, and nobody need be woken
    if (request.raw.destroyed && !request.raw.complete) throw new DomainError('invalid', 'upload_cut', '照片没有传完，请再试一次。');
    // whoever is still sending reads no answer before the end: what is left is heard and thrown away
    request.raw.unpipe();
    request.raw.resume();
    throw asDomain(error);
  } finally {
    await rm(path, { force: true });
  }
}

async function receive(request: FastifyRequest, path: string): Promise<Received> {
  const fields: Record<string, string> = {};
  let sha256: string | null = null;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'file') {
      if (part.fieldname !== 'file' || sha256 !== null) throw invalidField('file', '一次上传一张照片。');
      sha256 = await keep(part.file, path);
      if (part.file.truncated) throw tooLarge();
      continue;
    }
    if (part.valueTruncated || part.fieldnameTruncated) throw invalidField(part.fieldname, '内容太长。');
    if (Object.hasOwn(fields, part.fieldname)) throw invalidField(part.fieldname, '重复了。');
    if (typeof part.value !== 'string') throw invalidField(part.fieldname, '格式不对。');
    fields[part.fieldname] = part.value;
  }
  refuseHostileText(fields);
  if (sha256 === null) throw invalidField('file', '没有收到照片。');
  return { path, sha256, fields };
}

async function keep(photo: Readable, path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    photo,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx' }),
  );
  return hash.digest('hex');
}

const tooLarge = (): DomainError =>
  new DomainError('too_large', 'photo_too_large', `照片超过 ${PHOTO_MAX_BYTES / 1024 / 1024} MB，请调低相机的分辨率或压缩后再传。`);
