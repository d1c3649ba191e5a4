# What the DLLs show on Windows: the names of a module definition, made of a list in src/abi, or of
# what the public headers declare.
file(GLOB headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/hcn/*.h")
set(hcn_names)
foreach(header ${headers})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    file(READ "${header}" text)
    string(REGEX REPLACE "#[^\n]*" "" text "${text}")
    string(REPLACE ";" "\n" text "${text}")
    string(REGEX MATCHALL "HCN_API [^(]*\\(" declarations "${text}")
    foreach(declaration ${declarations})
        string(REGEX REPLACE ".*[ *\n](hcn_[a-z0-9_]+)[ \n]*\\($" "\\1" name "${declaration}")
        list(APPEND hcn_names ${name})
    endforeach()
endforeach()
list(SORT hcn_names)
list(JOIN hcn_names "\n" hcn_names)
file(CONFIGURE OUTPUT hcn.names CONTENT "@hcn_names@\n" @ONLY)
set(HCN_LOCALIZE --keep-global-symbols=${CMAKE_CURRENT_BINARY_DIR}/hcn.names)
set(HCN_JOINED)
if(HCN_ENGINE)
    set(HCN_JOINED --whole-archive "$<TARGET_FILE:hcn-sqlite>")
endif()

# LIBRARY DLL NAMES: it is called DLL, and exports NAMES. Stripped, without what nobody calls.
function(hcn_export library dll names)
    set(definition "${CMAKE_CURRENT_BINARY_DIR}/${dll}.def")
    file(CONFIGURE OUTPUT "${definition}" CONTENT "LIBRARY ${dll}.dll\nEXPORTS\n@names@\n" @ONLY)
    target_sources(${library} PRIVATE "${definition}")
    set_target_properties(${library} PROPERTIES PREFIX "" OUTPUT_NAME ${dll} IMPORT_PREFIX ""
                                                IMPORT_SUFFIX ".dll.a")
    target_link_options(${library} PRIVATE "LINKER:--gc-sections" "LINKER:--no-undefined"
                                           $<$<CONFIG:Release>:-s>)
endfunction()

function(hcn_export_client library)
    hcn_export(${library} libhcn "${hcn_names}")
endfunction()

function(hcn_export_list library list)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${list}")
    file(READ "${list}" names)
    hcn_export(${library} ${library} "${names}")
endfunction()

function(hcn_export_abi library)
    hcn_export_list(${library} "${PROJECT_SOURCE_DIR}/src/abi/exports")
endfunction()

function(hcn_export_hns library)
    hcn_export_list(${library} "${PROJECT_SOURCE_DIR}/src/abi/vmcompute-exports")
endfunction()
