import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person of the demo district anybody may sign in as with one tap. Empty in production. */
@Entity('demo_people')
export class DemoPersonEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'demo_people_pkey' }) personId: string;
  @Column('integer') position: number;
  /** 居民 · 万福社区 */
  @Column('text') title: string;
  @Column('text') hint: string;
}
