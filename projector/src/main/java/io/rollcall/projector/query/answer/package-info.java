/** What questions and answers are made of: records, their JSON, the words of reason codes. Nothing here sees a database. */
@NullMarked
package io.rollcall.projector.query.answer;

import org.jspecify.annotations.NullMarked;
