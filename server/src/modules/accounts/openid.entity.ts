import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A WeChat user that signs in as this person. A person who changes WeChat and verifies the same phone has two. */
@Entity('openids')
@Index('openids_person', { synchronize: false })
export class OpenidEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'openids_pkey' }) openid: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { nullable: true }) unionid: string | null;
  @Column({ type: 'timestamptz', name: 'added_at', precision: 3 }) addedAt: Date;
}
