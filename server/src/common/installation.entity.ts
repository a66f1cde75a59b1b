import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Facts about this installation as a whole: the demo mark, WeChat's access token. */
@Entity('installation')
export class InstallationEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'installation_pkey' }) key: string;
  @Column('jsonb') value: unknown;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}
