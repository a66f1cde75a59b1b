import type { OfficeSegment } from '@linli/shared/calendar';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A holiday, or a weekend worked instead. */
@Entity('calendar_days')
export class CalendarDayEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'calendar_days_pkey' }) day: string;
  @Column('boolean') working: boolean;
  @Column('text') name: string;
}

/** A year whose published days were entered once; what an administrator removes afterwards stays removed. */
@Entity('calendar_years')
export class CalendarYearEntity {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'calendar_years_pkey' }) year: number;
  @Column({ type: 'timestamptz', name: 'filled_at', precision: 3 }) filledAt: Date;
}

/** Office hours of an area; areas below without their own have these. */
@Entity('office_hours')
export class OfficeHoursEntity {
  @PrimaryColumn('text', { name: 'area_code', primaryKeyConstraintName: 'office_hours_pkey' }) areaCode: string;
  @Column('jsonb') spans: OfficeSegment[];
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}
