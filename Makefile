# Each target runs a script.
.PHONY: run dev test check e2e bench screenshots doctor brand rename resource psql logs

run: ; @scripts/run.sh
dev: ; @scripts/dev.sh
test: ; @scripts/test.sh
check: ; @scripts/check.sh
e2e: ; @scripts/e2e.sh
bench: ; @scripts/bench.sh
screenshots: ; @scripts/screenshots.sh
doctor: ; @scripts/doctor.sh
brand: ; @scripts/brand.sh
rename: ; @scripts/rename.sh
resource: ; @scripts/resource.sh
psql: ; @scripts/psql.sh
logs: ; @scripts/logs.sh
