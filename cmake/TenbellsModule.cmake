# tb_module(NAME SOURCES … PUBLIC … PRIVATE …): one library target a module, tb_NAME with the alias tb::NAME.
# tb_module_test(NAME SOURCES … LIBRARIES …): the module's test program, every test known to ctest by its own name.

function(tb_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(tb_${name} STATIC ${arg_SOURCES})
  add_library(tb::${name} ALIAS tb_${name})
  target_include_directories(tb_${name} PUBLIC "${CMAKE_SOURCE_DIR}/include")
  target_link_libraries(tb_${name} PUBLIC tb_hardening ${arg_PUBLIC} PRIVATE tb_warnings ${arg_PRIVATE})
endfunction()

function(tb_module_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_include_directories(test_${name} PRIVATE "${CMAKE_SOURCE_DIR}/daemon" "${CMAKE_SOURCE_DIR}/tests")
  target_link_libraries(test_${name} PRIVATE tb_warnings ${arg_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_precompile_headers(test_${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  target_compile_definitions(test_${name} PRIVATE TB_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  TB_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/data")
  gtest_discover_tests(test_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)
endfunction()
