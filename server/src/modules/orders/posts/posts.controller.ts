import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { CreatePostDto, EndPostDto, PostQuery, type PostView, UpdatePostDto } from '@linli/shared/orders-posts.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { PostReader } from './posts.reader.js';
import { PostsService } from './posts.service.js';

@Controller('posts')
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly reader: PostReader,
  ) {}

  @Get()
  list(@Me() actor: Actor, @Query() query: PostQuery): Promise<Page<PostView>> {
    return this.reader.list(actor, query);
  }

  @Get(':id')
  one(@Me() actor: Actor, @Id() id: string): Promise<PostView> {
    return this.reader.one(actor, id);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreatePostDto): Promise<PostView> {
    return this.posts.create(call, body);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() body: UpdatePostDto): Promise<PostView> {
    return this.posts.update(call, id, body);
  }

  @Post(':id/end')
  @HttpCode(200)
  end(@Call() call: WriteCall, @Id() id: string, @Body() body: EndPostDto): Promise<PostView> {
    return this.posts.end(call, id, body);
  }
}
