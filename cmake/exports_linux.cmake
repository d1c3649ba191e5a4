# What the libraries show on Linux: nothing but the names of a version script.
function(hcn_export library map)
    target_link_options(${library} PRIVATE "LINKER:--version-script=${map}" "LINKER:--no-undefined")
    set_target_properties(${library} PROPERTIES LINK_DEPENDS "${map}")
endfunction()

function(hcn_export_client library)
    hcn_export(${library} "${PROJECT_SOURCE_DIR}/src/client/hcn.map")
endfunction()

# It stays loaded: its thread may be telling something.
function(hcn_export_abi library)
    hcn_export(${library} "${PROJECT_SOURCE_DIR}/src/abi/computenetwork.map")
    target_link_options(${library} PRIVATE "LINKER:--gc-sections" "LINKER:-z,nodelete")
endfunction()

function(hcn_export_hns library)
    hcn_export(${library} "${PROJECT_SOURCE_DIR}/src/abi/vmcompute.map")
    target_link_options(${library} PRIVATE "LINKER:--gc-sections")
endfunction()

# A release has no debug information that the names of what is hidden would serve.
set(HCN_JOINED)
set(HCN_LOCALIZE --localize-hidden $<$<CONFIG:Release,MinSizeRel>:--strip-unneeded>)
