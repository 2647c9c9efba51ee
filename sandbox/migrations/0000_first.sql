CREATE TABLE "browser_nonces" (
	"nonce_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "configurations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "configurations_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"credential_id" uuid NOT NULL,
	"is_default" boolean NOT NULL,
	"external_id" text,
	"shared_settings" text NOT NULL,
	"workflow_settings" text NOT NULL,
	"meta" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL,
	"date_updated" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "credentials_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"status" text NOT NULL,
	"provider_id" text NOT NULL,
	"provider_data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"external_id" text,
	"account_type" text,
	"inputs" text NOT NULL,
	"tokens" text,
	"refresh_failure_count" integer DEFAULT 0 NOT NULL,
	"refreshing_until" timestamp with time zone,
	"date_refreshed" timestamp with time zone DEFAULT now() NOT NULL,
	"date_valid_until" timestamp with time zone,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL,
	"date_updated" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"person_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" text,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_attempts" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"session_key" text,
	"status" text NOT NULL,
	"request" text NOT NULL,
	"credential_id" uuid,
	"error" jsonb,
	"expires_at" timestamp with time zone NOT NULL,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL,
	"date_updated" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oidc_records" (
	"model" text NOT NULL,
	"id_hash" text NOT NULL,
	"payload" text NOT NULL,
	"grant_id" text,
	"uid" text,
	"consumed_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	CONSTRAINT "oidc_records_model_id_hash_pk" PRIMARY KEY("model","id_hash")
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"meta" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"date_created" timestamp with time zone DEFAULT now() NOT NULL,
	"date_updated" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "redirect_pages" (
	"integration_type" text NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "redirect_pages_integration_type_url_pk" PRIMARY KEY("integration_type","url")
);
--> statement-breakpoint
ALTER TABLE "browser_nonces" ADD CONSTRAINT "browser_nonces_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "configurations" ADD CONSTRAINT "configurations_credential_id_credentials_id_fk" FOREIGN KEY ("credential_id") REFERENCES "public"."credentials"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_attempts" ADD CONSTRAINT "oauth_attempts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "configurations_credential" ON "configurations" USING btree ("credential_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "configurations_default" ON "configurations" USING btree ("credential_id") WHERE "configurations"."is_default";--> statement-breakpoint
CREATE UNIQUE INDEX "configurations_external_id" ON "configurations" USING btree ("credential_id","external_id") WHERE "configurations"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "credentials_person" ON "credentials" USING btree ("person_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_external_id" ON "credentials" USING btree ("person_id","integration_id","external_id") WHERE "credentials"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "oauth_attempts_session" ON "oauth_attempts" USING btree ("person_id","session_key");--> statement-breakpoint
CREATE INDEX "oidc_records_grant" ON "oidc_records" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "oidc_records_uid" ON "oidc_records" USING btree ("uid");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_user" ON "persons" USING btree ("project_id","user_id");