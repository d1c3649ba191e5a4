/*
 * call.h - calls and why they failed, error codes, identifiers. See hcn.h.
 */
#ifndef HCN_CALL_H
#define HCN_CALL_H

#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* NULL only when there is no memory; every function accepts NULL and then fails. */
HCN_API struct hcn_call *hcn_call_begin(void);

/* Gives back the call and everything that it returned. NULL is harmless. */
HCN_API void hcn_call_end(struct hcn_call *call);

/*
 * Forgets the failure, so that the call can be used again; what it returned stays.
 */
HCN_API void hcn_call_forgive(struct hcn_call *call);

/*
 * The deadline of each request to the service, in milliseconds; 0, the default: none. When it
 * passes the request fails with class timed out. Our own engine waits for others no longer than
 * that, and finishes or undoes what it has begun. With the system's DLL (windows:) the request goes
 * on alone: what it makes then is deleted or closed again, what it modifies stays modified. Handles
 * and reservations are closed within the deadline that the call had which made them.
 */
HCN_API void hcn_call_set_timeout(struct hcn_call *call, uint32_t milliseconds);

/* What failed: 0 while nothing has; else an HRESULT as in errors.h, and its class. */
HCN_API int32_t hcn_call_hresult(const struct hcn_call *call);
HCN_API enum hcn_class hcn_call_class(const struct hcn_call *call);

/*
 * A sentence for a person, without a final stop: what failed, where, what was expected and found,
 * as in `network.Ipams[0].Subnets[1].IpAddressPrefix: expected an address prefix, found
 * "10.0.0.0/33"`. "" while nothing failed.
 */
HCN_API const char *hcn_call_text(const struct hcn_call *call);

/* The error record of the service, a JSON object, or NULL when there is none. */
HCN_API const char *hcn_call_record(const struct hcn_call *call);

/* Memory that lives as long as the call: for building documents. Zeroed. */
HCN_API void *hcn_call_memory(struct hcn_call *call, size_t size);

/* "HCN_E_NETWORK_NOT_FOUND"; NULL for a code that is not in errors.h. */
HCN_API const char *hcn_error_name(int32_t hresult);

/* The service's own text for the code, or NULL. */
HCN_API const char *hcn_error_text(int32_t hresult);

HCN_API enum hcn_class hcn_error_class(int32_t hresult);

/* "not found", "conflict"...: the class in words. */
HCN_API const char *hcn_class_name(enum hcn_class error_class);

/* In any case, with or without braces; false when it is none. */
HCN_API bool hcn_guid_parse(const char *text, struct hcn_guid *out);

/* Bare and in lower case. */
HCN_API void hcn_guid_print(const struct hcn_guid *guid, char out[HCN_GUID_TEXT]);

HCN_API bool hcn_guid_equal(const struct hcn_guid *a, const struct hcn_guid *b);
HCN_API bool hcn_guid_is_zero(const struct hcn_guid *guid);

/* A new random one. */
HCN_API bool hcn_guid_new(struct hcn_call *call, struct hcn_guid *out);

#ifdef __cplusplus
}
#endif

#endif
