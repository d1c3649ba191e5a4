/* query.c - HostComputeQuery and the error record. */
#include "schema/base_fields.h"
#include "schema/format.h"
#include "schema/records.h"

static const struct word query_flags[] = {
    { "Detailed", HCN_QUERY_DETAILED },
    { "None", 0 },
};
const struct words query_flags_words = BITS(query_flags);

static const struct field query_fields[] = {
    RECORD(hcn_query, schema_version, "SchemaVersion", &schema_version_record),
    NUMBER(hcn_query, flags, "Flags", &query_flags_words),
    FIELD(hcn_query, filter, "Filter"),
};
const struct record query_record = TABLE(hcn_query, "query", query_fields);

static const struct field error_record_fields[] = {
    ALWAYS_FIELD(hcn_error_record, success, "Success"),
    FIELD(hcn_error_record, error, "Error"),
    FIELD(hcn_error_record, error_code, "ErrorCode"),
    ANY(hcn_error_record, data, "Data"),
    FIELD(hcn_error_record, compartment_id, "CompartmentId"),
    FIELD(hcn_error_record, detail, "Detail"),
    FIELD(hcn_error_record, path, "Path"),
    FIELD(hcn_error_record, holder, "Holder"),
    FIELD(hcn_error_record, error_class, "Class"),
};
const struct record error_record_record =
    TABLE(hcn_error_record, "error record", error_record_fields);
