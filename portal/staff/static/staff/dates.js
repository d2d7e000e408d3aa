/* A day typed in another way than the field shows it stays as it was typed: the server reads it, or says that it can't.
   The picker would put today's date in its place when the field is left. */
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
