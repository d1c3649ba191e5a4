/* namespace.c - the steps of a container runtime. usage: namespace [SERVICE, as in null:] */
#include <stdio.h>

#include <hcn/hcn.h>

int main(int argc, char **argv)
{
    struct hcn_call *call = hcn_call_begin();
    struct hcn_service *service = hcn_service_open(call, argc > 1 ? argv[1] : NULL);
    struct hcn_network *network =
        hcn_network_create_internal(call, service, NULL, "example", "10.99.0.0/24");
    struct hcn_guid on = hcn_network_id(network);
    struct hcn_namespace *space = hcn_namespace_create_host(call, service);
    struct hcn_endpoint *endpoint =
        hcn_endpoint_create_json(call, service, &on, NULL, "{\"Name\":\"web\"}");
    struct hcn_guid in = hcn_namespace_id(space), web = hcn_endpoint_id(endpoint);
    bool attached = hcn_namespace_add_endpoint(call, space, &web);
    const char *place = hcn_namespace_place(call, space); /* what the container is started in */

    puts(place ? place : hcn_call_text(call));
    hcn_call_forgive(call);
    hcn_endpoint_close(endpoint);
    hcn_namespace_close(space);
    hcn_network_close(network);
    hcn_network_delete(call, service, &on); /* and its endpoints with it */
    hcn_namespace_delete(call, service, &in);
    hcn_service_close(service);
    hcn_call_end(call);
    return attached && place ? 0 : 1;
}
