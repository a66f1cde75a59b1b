import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Bytes once per owner, however often they were sent. The bytes themselves lie in the storage under this id. */
@Entity('file_contents')
@Index('file_contents_owner_bytes', ['ownerId', 'sha256'], { unique: true })
@Check('file_contents_sizes', `stored_bytes > 0 and width > 0 and height > 0`)
export class FileContentEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'file_contents_pk' })
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  /** Of what the phone sent, in hex; what is kept is drawn anew. */
  @Column({ type: 'varchar', length: 64 })
  sha256: string;

  @Column({ name: 'stored_bytes', type: 'integer' })
  storedBytes: number;

  /** Pixels of the large variant. */
  @Column({ type: 'integer' })
  width: number;

  @Column({ type: 'integer' })
  height: number;

  /** What the photo itself said before its metadata was removed: a second witness beside the phone's claim. */
  @Column({ name: 'taken_at', type: 'timestamptz', precision: 3, nullable: true })
  takenAt: Date | null;

  @Column({ name: 'taken_lng', type: 'double precision', nullable: true })
  takenLng: number | null;

  @Column({ name: 'taken_lat', type: 'double precision', nullable: true })
  takenLat: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;
}

/** A photo as its uploader knows it, by the id the phone made. It is the uploader's until one matter takes it. */
@Entity('files')
@Index('files_by_owner', ['ownerId', 'createdAt'])
@Index('files_by_content', ['contentId'])
@Index('files_unclaimed', ['createdAt'], { where: 'claimed_at is null' })
@Check('files_position_whole', `(lng is null) = (lat is null)`)
@Check('files_claim_whole', `num_nulls(subject_type, subject_id, claimed_at) in (0, 3)`)
export class FileEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'files_pk' })
  id: string;

  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId: string;

  @ForeignKey(() => FileContentEntity, { name: 'files_content_fk' })
  @Column({ name: 'content_id', type: 'uuid' })
  contentId: string;

  /** The phone's claim of when and where (GCJ-02). */
  @Column({ name: 'captured_at', type: 'timestamptz', precision: 3, nullable: true })
  capturedAt: Date | null;

  @Column({ type: 'double precision', nullable: true })
  lng: number | null;

  @Column({ type: 'double precision', nullable: true })
  lat: number | null;

  @Column({ name: 'accuracy_metres', type: 'double precision', nullable: true })
  accuracyMetres: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ name: 'subject_type', type: 'varchar', length: 30, nullable: true })
  subjectType: string | null;

  @Column({ name: 'subject_id', type: 'varchar', length: 40, nullable: true })
  subjectId: string | null;

  @Column({ name: 'claimed_at', type: 'timestamptz', precision: 3, nullable: true })
  claimedAt: Date | null;
}
