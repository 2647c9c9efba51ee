CREATE TABLE "outside_records" (
	"provider" text NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"id" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outside_records_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"is_added" boolean NOT NULL,
	"data" json,
	CONSTRAINT "outside_records_provider_account_name_id_pk" PRIMARY KEY("provider","account","name","id")
);
--> statement-breakpoint
CREATE INDEX "outside_records_position" ON "outside_records" USING btree ("provider","account","name","position");