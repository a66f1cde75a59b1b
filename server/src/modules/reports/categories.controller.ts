import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { CategoryQuery, type CategoryView, SuggestedCategoriesQuery, UpdateCategoryDto } from '@linli/shared/reports.dto';
import { Call, Public } from '../../common/auth.guard.js';
import type { WriteCall } from '../../common/writes.js';
import { CategoriesService } from './categories.service.js';

@Controller('categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  @Get()
  @Public()
  list(@Query() { q }: CategoryQuery): Promise<CategoryView[]> {
    return this.categories.list(q);
  }

  @Get('suggested')
  @Public()
  suggested(@Query() { lng, lat }: SuggestedCategoriesQuery): Promise<CategoryView[]> {
    return this.categories.suggested(lng === undefined || lat === undefined ? null : { lng, lat });
  }

  @Patch(':code')
  update(@Call() call: WriteCall, @Param('code') code: string, @Body() body: UpdateCategoryDto): Promise<CategoryView> {
    return this.categories.update(call, code, body);
  }
}
