/*
 * policy_types.h - the table of policy types.
 */
#ifndef SCHEMA_POLICY_TYPES_H
#define SCHEMA_POLICY_TYPES_H

#include <hcn/policies.h>

#include "schema/record.h"

struct policy_type {
    enum hcn_policy_type type;
    const char *word;
    uint32_t targets; /* bits of enum hcn_policy_target */
    const struct record *settings;
};

/* By its word in any case, or by its number; NULL when there is none. */
const struct policy_type *policy_type_find(const char *word);
const struct policy_type *policy_type_row(enum hcn_policy_type type);

#endif
