# Warnings, sanitizers, hardening as interface targets; ccache and a fast linker where the machine has them.

add_library(tb_warnings INTERFACE)
target_compile_options(tb_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
                                             -Wcast-align -Wconversion -Wno-sign-conversion -Wnull-dereference -Werror)
# g++ 12's flow analysis sees ghosts inside std::variant, std::string and coroutine frames once it optimises.
target_compile_options(tb_warnings INTERFACE -Wno-maybe-uninitialized -Wno-null-dereference -Wno-restrict
                                             -Wno-stringop-overflow -Wno-array-bounds -Wno-missing-field-initializers)

add_library(tb_hardening INTERFACE)
if(TB_SANITIZE)
  # Asio's coroutine frames have their own operator new and delete; inlining one and not the other confuses g++ 12.
  target_compile_options(tb_warnings INTERFACE -Wno-mismatched-new-delete)
  if(TB_SANITIZE STREQUAL "thread")
    target_compile_options(tb_warnings INTERFACE -Wno-tsan)  # Asio's fences, which ThreadSanitizer does not model
  endif()
  target_compile_options(tb_hardening INTERFACE -fsanitize=${TB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(tb_hardening INTERFACE -fsanitize=${TB_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(tb_hardening INTERFACE -fstack-protector-strong -fcf-protection -ftrivial-auto-var-init=zero)
  target_compile_definitions(tb_hardening INTERFACE _FORTIFY_SOURCE=2)
  target_link_options(tb_hardening INTERFACE -Wl,-z,relro,-z,now)
endif()

find_program(TB_CCACHE ccache)
if(TB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${TB_CCACHE})
endif()

find_program(TB_MOLD mold)
if(TB_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
