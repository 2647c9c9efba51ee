CREATE TABLE "app_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app_events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"payload" text NOT NULL,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workflow_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "workflow_runs_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"workflow_id" uuid NOT NULL,
	"credential_id" uuid NOT NULL,
	"configuration_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"event_id" uuid,
	"status" text NOT NULL,
	"content" text NOT NULL,
	"error" text,
	"date_started" timestamp with time zone DEFAULT now() NOT NULL,
	"date_ended" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "app_events" ADD CONSTRAINT "app_events_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_events_person" ON "app_events" USING btree ("person_id","position");--> statement-breakpoint
CREATE INDEX "workflow_runs_person" ON "workflow_runs" USING btree ("person_id","position");