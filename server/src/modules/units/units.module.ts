import { Module } from '@nestjs/common';
import { UnitFigures } from './unit-figures.service.js';
import { UnitsService } from './units.service.js';

@Module({
  providers: [UnitsService, UnitFigures],
  exports: [UnitsService, UnitFigures],
})
export class UnitsModule {}
