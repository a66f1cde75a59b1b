import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The star somebody was last told of. What they have is always reckoned from their records. */
@Entity('stars')
@Check('stars_star', 'star between 0 and 5')
export class StarEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'stars_pkey' }) personId: string;
  @Column('smallint') star: number;
  @Column({ type: 'timestamptz', precision: 3, name: 'changed_at' }) changedAt: Date;
}
