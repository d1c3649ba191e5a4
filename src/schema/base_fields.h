/*
 * base_fields.h - the rows of HCN_BASE_MEMBERS, with which every object's table begins.
 */
#ifndef SCHEMA_BASE_FIELDS_H
#define SCHEMA_BASE_FIELDS_H

#include "schema/records.h"

/* clang-format off */
#define BASE_FIELDS(T)                                                                             \
    FIELD(T, id, "ID"),                                                                            \
    FIELD(T, owner, "Owner"),                                                                      \
    FIELD(T, name, "Name"),                                                                        \
    ASIDE_FIELD(T, version, "Version"),                                                            \
    ANY(T, additional_params, "AdditionalParams"),                                                 \
    ASIDE_RECORD(T, health, "Health", &health_record),                                             \
    ASIDE_RECORD(T, schema_version, "SchemaVersion", &schema_version_record),                      \
    ASIDE_RECORD(T, telemetry, "Telemetry", &telemetry_record),                                    \
    ASIDE_FIELD(T, state, "State")
/* clang-format on */

#endif
