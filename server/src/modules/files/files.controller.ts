import { FileView } from '@linli/shared/files.dto';
import type { PhotoVariant } from '@linli/shared/files';
import { Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Call, Public } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { FilesService } from './files.service.js';
import { FileLinks } from './links.js';
import { UploadsService } from './uploads.service.js';

@Controller('files')
export class FilesController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly files: FilesService,
    private readonly links: FileLinks,
  ) {}

  /** multipart/form-data: `file`, and beside it `id`, `capturedAt`, `lng`, `lat`, `accuracyMetres` */
  @Post()
  upload(@Call() call: WriteCall, @Req() request: FastifyRequest): Promise<FileView> {
    return this.uploads.upload(call, request);
  }

  @Public({ ignoreToken: true })
  @Get(':id/:variant')
  async photo(
    @Param('id') id: string,
    @Param('variant') variant: string,
    @Query('exp') exp: unknown,
    @Query('sig') sig: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const secondsLeft = this.links.check(id, variant, String(exp), String(sig));
    const photo = await this.files.open(id, variant as PhotoVariant);
    if (!photo) throw notFound();
    reply.header('cache-control', `private, max-age=${secondsLeft}, immutable`);
    reply.header('x-content-type-options', 'nosniff');
    return new StreamableFile(photo.stream, {
      type: 'image/jpeg',
      length: photo.bytes,
      disposition: `inline; filename="linli-${photo.contentId.slice(0, 8)}.jpg"`,
    });
  }
}
