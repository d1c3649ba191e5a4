/*
 * hresult.h - the table of result codes: name, class and the service's own text.
 */
#ifndef BASE_HRESULT_H
#define BASE_HRESULT_H

#include <hcn/errors.h>
#include <hcn/types.h>

struct hresult {
    int32_t code;
    const char *name;
    enum hcn_class class_;
    const char *text;
};

/* The row of a code, or NULL for one that this API does not know. */
const struct hresult *hresult_find(int32_t code);

/* HCN_CLASS_OTHER for an unknown failure, HCN_CLASS_NONE for a code that is not negative. */
enum hcn_class hresult_class(int32_t code);

#endif
